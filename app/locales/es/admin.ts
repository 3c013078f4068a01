export default {
  title: "Administración",
  entries: {
    group: "Administración",
    wall: "Muro",
    projectPages: "Páginas de proyectos",
    overview: "Pendiente",
    clients: "Clientes",
    projects: "Proyectos",
    machines: "Máquinas",
    roles: "Funciones de máquinas",
    users: "Usuarios",
    audit: "Registro de auditoría",
    outbox: "Correo saliente",
    provider: "Proveedor",
    parts: "Lámina de piezas",
  },
};
