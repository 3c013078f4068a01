export default {
  down: "No measurements have arrived since {{when}}. The last ones received are shown.",
  lost: "The connection to the server was lost at {{when}}. The figures are from before; trying again.",
  refused: "The live view has stopped: your session ended or your rights have changed.",
  reload: "Reload the page",
  back: "Measurements are arriving again.",
};
