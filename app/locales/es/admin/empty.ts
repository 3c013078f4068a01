export default {
  empty: {
    clients: {
      title: "Ningún cliente por ahora.",
      text: "Añada el primero: sus proyectos y usuarios vendrán después.",
    },
    projects: { title: "Ningún proyecto en servicio.", text: "Abra uno para poner en él aplicaciones y máquinas." },
    allProjects: {
      title: "Ningún proyecto en servicio.",
      text: "Abra uno para un cliente.",
      textManager: "Un administrador le confiará un proyecto; aparecerá aquí.",
    },
    clientUsers: {
      title: "Nadie tiene acceso todavía.",
      text: "Invite al administrador del cliente: él invitará a los demás.",
    },
    contacts: {
      title: "Nadie a quien llamar por ahora.",
      text: "Añada al menos el contacto técnico: el soporte lo necesitará de noche.",
    },
    applications: {
      title: "Ninguna aplicación.",
      text: "Añada una por cada parte del servicio: tienda, seguimiento de pedidos, base de datos.",
    },
    terms: {
      title: "Ningún compromiso anotado.",
      text: "Sin él no se puede juzgar la disponibilidad. Tome las cifras del contrato.",
    },
    machines: {
      title: "Ninguna máquina en servicio.",
      text: "Añada una; la página siguiente da el comando que se lanza en ella.",
    },
    allMachines: {
      title: "Ninguna máquina responde a estos filtros.",
      text: "Amplíe los filtros, o añada una máquina desde la página de su proyecto.",
    },
    users: { title: "Ningún usuario responde a estos filtros.", text: "Amplíe los filtros, o invite a alguien." },
    invitations: {
      title: "Ninguna invitación pendiente.",
      text: "Las que envíe se quedan aquí hasta la respuesta.",
      textClient: "Las que envíe se quedan aquí hasta la respuesta.",
    },
    roles: { title: "Ningún rol: esta persona no alcanza nada.", text: "Dele un rol abajo." },
    sessions: { title: "No está conectado en ninguna parte.", text: "Sus sesiones abiertas aparecerán aquí." },
    audit: { title: "Nada en el registro para estos filtros.", text: "Amplíe el periodo o los filtros." },
  },
};
