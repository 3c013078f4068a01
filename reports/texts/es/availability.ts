export default {
  title: "Disponibilidad",
  kept: "{{service}} estuvo disponible el {{contractual}} del tiempo, de {{promised}} prometido: el compromiso se cumple. {{raw}} en bruto, sin descontar nada.",
  broken:
    "{{service}} estuvo disponible el {{contractual}} del tiempo, de {{promised}} prometido: el compromiso no se cumple. {{raw}} en bruto, sin descontar nada.",
  counted_one: "Un corte contado, de {{duration}}, sobre {{budget}} tolerados.",
  counted_many: "{{outages}} cortes contados, {{duration}} en total, sobre {{budget}} tolerados.",
  counted_other: "{{outages}} cortes contados, {{duration}} en total, sobre {{budget}} tolerados.",
  noOutage: "Ningún corte contado este mes; se toleraban {{budget}}.",
  unknown: {
    unmeasured: "{{service}}: nadie midió este mes.",
    partly: "{{service}}: {{duration}} sin medida, ni en línea ni en corte.",
    nothingPromised: "No se ha prometido ningún servicio: no hay disponibilidad que contar.",
  },
  service: "Servicio",
  promised: "Prometido",
  contractual: "Contractual",
  raw: "Bruto",
  outages: "Cortes contados",
  duration: "Tiempo contado",
};
