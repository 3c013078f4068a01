import type { terms as french } from "../fr/terms.ts";

export const terms: typeof french = {
  title: "Condiciones generales de venta",
  lead: "Estas condiciones son las de una tienda de demostración: POPGOM SAS es una sociedad inventada, no se celebra ningún contrato, no se entrega ningún neumático y no circula dinero. Describen lo que la tienda hace realmente con su pedido de prueba.",
  sections: [
    [
      "1. Objeto",
      [
        "Estas condiciones se aplican a todo pedido de neumáticos que un particular haga en esta tienda para montarlos en uno de nuestros talleres asociados en España o Francia. Hacer el pedido supone aceptarlas: lo recuerda la casilla que se marca antes del pago.",
      ],
    ],
    [
      "2. Los neumáticos",
      [
        "Cada ficha muestra la dimensión, los índices de carga y de velocidad, la temporada y la etiqueta europea: consumo, frenada en mojado y ruido exterior. Compruebe la dimensión en el flanco de sus neumáticos o en la documentación del vehículo: de ella depende lo que el taller puede montar.",
        "Las existencias mostradas son las de ese momento. Se descuentan cuando hace el pedido: si alguien se le adelanta, su cesta le dice cuántos neumáticos quedan y no se pide nada.",
      ],
    ],
    [
      "3. Los precios",
      [
        "Los precios están en euros, con impuestos incluidos. El IVA es el del país de su dirección: 21 % en España, 20 % en Francia. Se calcula y redondea línea por línea; el resumen muestra el total sin IVA, el IVA y el importe a pagar antes de que haga el pedido.",
        "El montaje, el equilibrado y el reciclaje del neumático usado se cobran al precio del taller, por neumático, y figuran en el total. La entrega en el taller está incluida.",
      ],
    ],
    [
      "4. El pedido",
      [
        "Indica sus datos, elige un taller y una cita, lo revisa todo y pulsa «Confirmar y pagar». Hasta entonces puede corregir cada paso.",
        "El pedido lleva un número, por ejemplo PG-7K2M-9QXA. Los neumáticos y la cita le quedan reservados treinta minutos; sin pago en ese plazo, el pedido se anula y los neumáticos vuelven a las existencias y a su cesta.",
      ],
    ],
    [
      "5. El pago",
      [
        "El pago se hace de una vez, al hacer el pedido, en la página de nuestro proveedor. En esta demostración esa página es simulada: no pide ninguna tarjeta y permite probar un pago correcto, un rechazo, una verificación 3-D Secure o un abandono.",
        "Un pago rechazado puede repetirse. Un importe recibido dos veces, o demasiado tarde para que los neumáticos sigan disponibles, se le devuelve por completo y se lo comunicamos por escrito.",
      ],
    ],
    [
      "6. La entrega y la cita",
      [
        "Los neumáticos se entregan en el taller elegido antes de la cita, que no puede fijarse antes del tercer día. Si la entrega se retrasa, le avisamos; si nuestro proveedor no puede suministrarlos, le devolvemos el importe completo.",
        "Si no acude, el pedido se cierra, los neumáticos siguen siendo nuestros y le devolvemos lo pagado.",
      ],
    ],
    [
      "7. Cambiar de opinión",
      [
        "Dispone de catorce días desde la entrega en el taller para desistir, sin motivo, mientras los neumáticos no estén montados: escríbanos su número de pedido. Le devolvemos todo lo pagado en un plazo de catorce días.",
        "Antes del envío, un pedido puede anularse sin gastos. Un neumático montado y usado ya no puede devolverse, salvo defecto.",
      ],
    ],
    [
      "8. Las garantías",
      [
        "Los neumáticos nuevos tienen la garantía legal de conformidad: tres años en España, dos años en Francia, desde la entrega. Puede pedir la reparación o la sustitución y, en su defecto, una rebaja del precio o la resolución del contrato, sin tener que probar cuándo apareció el defecto durante los dos primeros años.",
        "En Francia se aplica además la garantía por vicios ocultos, durante dos años desde su descubrimiento. El taller responde de la calidad del montaje.",
      ],
    ],
    [
      "9. Un desacuerdo",
      [
        "Escriba primero a service@popgom.example. Sin una respuesta satisfactoria en sesenta días, un consumidor puede acudir gratuitamente a un mediador; como la sociedad es inventada, no ha designado ninguno.",
        "El derecho del país donde vive le protege siempre; los tribunales de ese país siguen siendo competentes.",
      ],
    ],
    ["10. Sus datos", ["Lo que guardamos, por qué y durante cuánto tiempo está escrito en el aviso legal."]],
  ] as [title: string, paragraphs: string[]][],
};
