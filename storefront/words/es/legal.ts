import type { legal as french } from "../fr/legal.ts";

export const legal: typeof french = {
  title: "Aviso legal",
  lead: "POPGOM es una tienda de demostración. La sociedad que aquí se describe es inventada: no figura en ningún registro, no vende nada y no cobra nada. Sus textos están escritos como los de una tienda real para que la demostración sea completa.",
  sections: [
    [
      "Editor",
      [
        "POPGOM SAS, sociedad por acciones simplificada con un capital de 80 000 €, sociedad ficticia.",
        "Domicilio: 14 quai des Roues, 44000 Nantes, Francia (dirección ficticia). Número de identificación y número de IVA: ninguno, la sociedad no existe.",
        "Directora de la publicación: Hélène Maréchal, personaje ficticio.",
      ],
    ],
    [
      "Contacto",
      [
        "Por teléfono en el +33 1 99 00 12 34, de lunes a sábado, de 8 a 19 h: es uno de los números que en Francia se reservan a la ficción y nadie contesta.",
        "Por correo electrónico en service@popgom.example: el dominio .example no existe y ningún mensaje llega a él.",
      ],
    ],
    [
      "Alojamiento",
      [
        "La tienda, su base de datos y sus copias de seguridad las aloja quien explota la demostración, en la máquina donde funciona. Sus páginas no llaman a ningún servicio externo: ni tipos de letra, ni imágenes, ni mapas, ni medición de audiencia.",
      ],
    ],
    [
      "Sus datos",
      [
        "Guardamos lo que escribe para hacer el pedido: nombre, dirección, correo electrónico, teléfono, taller y cita. Estos datos sirven para preparar el pedido, escribirle sobre él y montar sus neumáticos. No se venden ni se ceden; el taller elegido recibe lo necesario para la cita.",
        "La cesta y la dirección que contiene se borran tras sesenta días sin visitas. Un pedido se conserva diez años, como un documento contable; en esta demostración desaparece con la base de datos.",
        "Puede pedir que se le muestren, corrijan o borren sus datos, oponerse a su uso o recibir una copia: escriba al servicio indicado arriba. En una tienda real, podría reclamar ante la AEPD (España) o la CNIL (Francia).",
      ],
    ],
    [
      "Cookies",
      [
        "Cuatro cookies como máximo, todas necesarias y ninguna publicitaria: «basket» reconoce su cesta durante sesenta días; «visit» cuenta una visita, sin decir nada de usted, durante media hora; «order» le permite releer su pedido durante una hora; «customer» mantiene abierta su sesión doce horas si entra en su cuenta.",
        "Como son necesarias, no requieren consentimiento. Sin ellas el catálogo puede leerse, pero la cesta no se llena.",
      ],
    ],
    [
      "Propiedad",
      [
        "Las marcas, los modelos de neumáticos, las notas de sus etiquetas, los precios y los talleres se generan con una regla escrita: cualquier parecido con un producto o un taller existente es fortuito. Las dimensiones y los índices siguen los usos del oficio.",
      ],
    ],
    [
      "Accesibilidad",
      [
        "Las páginas se comprueban con una herramienta automática y deben poder leerse con el teclado, con un lector de pantalla y sin JavaScript. Una dificultad es un error: indíquenosla.",
      ],
    ],
  ] as [title: string, paragraphs: string[]][],
};
