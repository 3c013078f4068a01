export default {
  usersPage: { filters: "Filtrar los usuarios" },
  user: {
    active: "Activo",
    sessions: "Sesiones abiertas",
    since: "desde {{when}}",
    signOut: "Cerrar todas sus sesiones",
    signOutTitle: "¿Cerrar todas las sesiones de {{name}}?",
    signOutConsequence: "La persona queda desconectada en todas partes, al momento. Podrá volver a entrar.",
    revokeTitle: "¿Quitar a {{name}} el rol «{{role}}»?",
    revokeConsequence:
      "La persona pierde al momento lo que este rol abría; sus páginas en directo se cierran en segundos.",
    revokeVerb: "Quitar este rol",
    lock: "Bloquear la cuenta",
    lockTitle: "¿Bloquear la cuenta de {{name}}?",
    lockConsequence:
      "La persona queda desconectada en todas partes y no puede entrar. Sus roles y su historial se quedan.",
    lockVerb: "Bloquear a {{name}}",
    unlock: "Cuenta bloqueada",
    lockedText: "Esta persona no puede entrar. Sus roles la esperan.",
    unlockVerb: "Desbloquear a {{name}}",
  },
  invitation: {
    section: "Invitaciones pendientes",
    title: "Invitar a alguien",
    text: "La persona recibe un enlace válido siete días, elige su contraseña y entra con este rol.",
    verb: "Enviar la invitación",
    until: "válida hasta {{when}}",
    withdrawTitle: "¿Anular la invitación de {{email}}?",
    withdrawConsequence: "El enlace ya recibido no abrirá nada. Podrá enviar otra.",
    withdrawVerb: "Anular la invitación",
  },
  clientUsers: {
    title: "Usuarios de {{client}}",
    section: "Quién tiene acceso",
  },
};
