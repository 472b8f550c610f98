// Products of the demo shop that the journeys use.
export const catalogue = {
  mug: "stoneware-mug",
  mugTitle: "炻器马克杯",
  notebook: "thread-notebook",
  notebookTitle: "线装笔记本",
  candle: "travel-tin-candle",
  candleTitle: "旅行罐蜡烛",
  candleSku: "TINCANDLE-OSMANTHUS",
};
