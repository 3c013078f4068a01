export default {
  machineNew: {
    title: "Nueva máquina",
    text: "Existirá desde ahora en el proyecto y callará hasta que se dé de alta, que es el paso siguiente.",
  },
  machine: {
    details: "Ficha",
    rename: "Cambiar el nombre",
    end: "Retirar del servicio",
    endText: "Para una máquina apagada para siempre. Durante una caída o unas obras, déjela en servicio.",
    retireTitle: "¿Retirar {{name}} del servicio?",
    retireConsequence:
      "{{name}} deja de recibirse desde este instante, sale de todas las listas y ya no cuenta en el estado del proyecto. Sus medidas se guardan tanto como las demás; su nombre sigue ocupado. No se puede deshacer.",
    retireVerb: "Retirar {{name}}",
  },
  machinesPage: { filters: "Filtrar las máquinas" },
  enrolment: {
    section: "Alta",
    state: { none: "Sin alta", waiting: "Comando en espera", enrolled: "Dada de alta" },
    text: {
      none: "La máquina aún no tiene token: no puede enviar nada. Pida el comando y láncelo en la máquina.",
      waiting: "Se mostró un comando y aún no se ha usado. Si se ha perdido, pida otro: el primero ya no valdrá.",
      enrolled: "La máquina tiene su propio token y puede enviar sus medidas.",
    },
    first: "Obtener el comando de alta",
    again: "Obtener un nuevo comando",
    since: "Dada de alta el",
    until: "Comando válido hasta",
    revoke: "Revocar el token",
    revokeTitle: "¿Revocar el token de {{name}}?",
    revokeConsequence:
      "{{name}} se rechaza desde su próximo envío y guarda sus medidas consigo. Para oírla de nuevo habrá que darla de alta otra vez.",
    onceTitle: "Lance esto en la máquina. No se volverá a mostrar.",
    onceText: "Sirve una sola vez, antes del {{until}}. Solo guardamos una huella.",
    listen: "La página está a la escucha: cambiará en cuanto la máquina se haya presentado.",
    installLabel: "Instalar el agente y darlo de alta, como root",
    enrolLabel: "O, si el agente ya está instalado",
    copy: "Copiar",
    copied: "Copiado",
  },
};
