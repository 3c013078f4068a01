export default {
  down: "No llegan mediciones desde las {{when}}. Se muestran las últimas recibidas.",
  lost: "La conexión con el servidor se cortó a las {{when}}. Las cifras son anteriores; nuevo intento en curso.",
  refused: "La vista en directo se detuvo: su sesión terminó o sus derechos han cambiado.",
  reload: "Recargar la página",
  back: "Vuelven a llegar mediciones.",
};
