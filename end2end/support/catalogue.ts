// Products of the demo shop that the journeys use.
export const catalogue = {
  mug: "mug",
  mugTitle: /杯/,
  notebook: "notebook",
  notebookTitle: /本/,
};
