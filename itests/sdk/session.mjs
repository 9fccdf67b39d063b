// A trading session of Alpaca's official SDK, unchanged, against the built-in exchange: node session.mjs http://127.0.0.1:8450
// Only the host is exchanged, the way the SDK lets its users put a proxy in between.
import assert from "node:assert/strict";
import { Alpaca } from "@alpacahq/alpaca-trade-api";

const exchange = process.argv[2] ?? "http://127.0.0.1:8450";
const sockets = exchange.replace(/^http/, "ws");
const alpaca = new Alpaca({
  keyId: "PKSIMULATOR",
  secret: "simulator",
  fetchApi: (url, init) => fetch(String(url).replace(/^https:\/\/[^/]*/, exchange), init),
});
const { trading, marketData } = alpaca;

let passed = 0;
const failures = [];
async function step(name, body) {
  try {
    await body();
    passed++;
  } catch (failure) {
    failures.push(`${name}: ${failure.message} ${JSON.stringify(failure.body ?? failure.cause ?? "")}`);
  }
}
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
async function until(what, condition, ms = 10_000) {
  const end = Date.now() + ms;
  while (!(await condition())) {
    assert.ok(Date.now() < end, `waited in vain: ${what}`);
    await sleep(50);
  }
}

const end = new Date();
const start = new Date(end.getTime() - 86_400_000);

await step("account", async () => {
  const account = await trading.account.getAccount();
  assert.equal(account.status, "ACTIVE");
  assert.ok(Number(account.buyingPower) > 0);
});
await step("clock and calendar", async () => {
  assert.equal(typeof (await trading.clock.legacyClock()).isOpen, "boolean");
  assert.ok((await trading.calendar.legacyCalendar()).length > 200);
});
await step("assets", async () => {
  assert.ok((await trading.assets.getV2Assets({ status: "active" })).length >= 8);
  assert.equal((await trading.assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: "AAPL" })).symbol, "AAPL");
});

const updates = [];
const orders = alpaca.trading.stream({ url: `${sockets}/stream` });
orders.onTradeUpdate((update) => updates.push(update));
await step("trade updates connect", async () => {
  let listening = false;
  orders.on("subscription", () => (listening = true));
  orders.subscribeTradeUpdates();
  orders.connect();
  await until("listening", () => listening);
});
await step("market order fills and is heard of", async () => {
  const order = await trading.orders.market({ symbol: "AAPL", qty: 2, side: "buy", clientOrderId: `sdk-${Date.now()}` });
  await until("fill", () => updates.some((u) => u.event === "fill" && u.order.id === order.id));
  const position = await trading.positions.getOpenPosition({ symbolOrAssetId: "AAPL" });
  assert.ok(Number(position.qty) >= 2);
});
await step("limit order: replace, list, cancel", async () => {
  const quote = (await marketData.stocks.stockLatestQuotes({ symbols: "KO" })).quotes.KO;
  const price = (quote.bp * 0.8).toFixed(2);
  const order = await trading.orders.limit({ symbol: "KO", qty: 3, side: "buy", limitPrice: price, timeInForce: "gtc" });
  await until("new", () => updates.some((u) => u.event === "new" && u.order.id === order.id));
  const next = await trading.orders.patchOrderByOrderId({ orderId: order.id, patchOrderRequest: { qty: "4" } });
  assert.notEqual(next.id, order.id);
  const open = await trading.orders.getAllOrders({ status: "open", symbols: "KO" });
  assert.equal(open.length, 1);
  await until("new again", () => updates.some((u) => u.event === "new" && u.order.id === next.id) || updates.some((u) => u.event === "replaced"));
  await trading.orders.deleteOrderByOrderID({ orderId: next.id });
  await until("canceled", () => updates.some((u) => u.event === "canceled" && u.order.id === next.id));
});
await step("bracket", async () => {
  const { AAPL } = (await marketData.stocks.stockLatestQuotes({ symbols: "AAPL" })).quotes;
  const order = await trading.orders.bracket({
    symbol: "AAPL", qty: 1, side: "buy", type: "market", timeInForce: "gtc",
    takeProfit: { limitPrice: (AAPL.ap * 1.2).toFixed(2) },
    stopLoss: { stopPrice: (AAPL.ap * 0.8).toFixed(2) },
  });
  assert.equal(order.legs.length, 2);
});
await step("rejections are typed", async () => {
  await assert.rejects(trading.orders.market({ symbol: "AAPL", qty: 10_000_000, side: "buy" }), (e) => e.status === 403);
  await assert.rejects(trading.orders.market({ symbol: "NOSUCH", qty: 1, side: "buy" }), (e) => e.status === 422);
  await assert.rejects(trading.positions.getOpenPosition({ symbolOrAssetId: "XOM" }), (e) => e.status === 404);
});
await step("crypto order", async () => {
  const order = await trading.orders.market({ symbol: "BTC/USD", qty: "0.01", side: "buy", timeInForce: "gtc" });
  await until("crypto fill", () => updates.some((u) => u.event === "fill" && u.order.id === order.id));
});
await step("history", async () => {
  const bars = await marketData.getStockBars({ symbols: ["AAPL", "MSFT"], timeframe: "5Min", start, end, limit: 100 });
  assert.ok(bars.AAPL.length > 10 && bars.MSFT.length > 10);
  // Single trades are on tape only since the exchange opened, which may be a moment before this session began.
  await until("trades on tape", async () => {
    const trades = await marketData.getStockTrades({ symbols: ["AAPL"], start, end: new Date(), limit: 50 }, { maxItems: 100 });
    return trades.AAPL?.length > 0;
  });
  assert.ok((await marketData.getLatestPrice("AAPL")) > 0);
  assert.ok((await marketData.getCryptoBars({ loc: "us", symbols: ["BTC/USD"], timeframe: "1Hour", start, end }))["BTC/USD"].length > 0);
});
await step("options", async () => {
  const chain = await marketData.options.optionChain({ underlyingSymbol: "AAPL", limit: 10 });
  assert.ok(Object.keys(chain.snapshots).length > 0);
});
await step("news, screener, corporate actions", async () => {
  assert.ok((await marketData.news.news({ limit: 5 })).news.length >= 0);
  assert.ok((await marketData.screener.mostActives({ by: "volume", top: 3 })).mostActives.length > 0);
});
await step("watchlists and activities", async () => {
  const list = await trading.watchlists.postWatchlist({ createWatchlistRequest: { name: `sdk-${Date.now()}`, symbols: ["AAPL"] } });
  assert.equal(list.assets[0].symbol, "AAPL");
  await trading.watchlists.deleteWatchlistById({ watchlistId: list.id });
  assert.ok((await trading.accountActivities.getAccountActivities({})).length > 0);
  assert.ok((await trading.portfolioHistory.getAccountPortfolioHistory({})).equity.length > 0);
});
for (const [name, open, symbol] of [
  ["stocks", () => marketData.stockStream({ url: `${sockets}/v2/iex` }), "AAPL"],
  ["crypto", () => marketData.cryptoStream({ url: `${sockets}/v1beta3/crypto/us` }), "BTC/USD"],
]) {
  await step(`${name} stream in msgpack`, async () => {
    const heard = { trades: [], quotes: [] };
    const stream = open();
    stream.onTrade((t) => heard.trades.push(t));
    stream.onQuote((q) => heard.quotes.push(q));
    stream.subscribeForTrades([symbol]);
    stream.subscribeForQuotes([symbol]);
    stream.connect();
    await until("quote and trade", () => heard.trades.length > 0 && heard.quotes.length > 0, 20_000);
    assert.ok(heard.quotes[0].timestamp !== undefined);
    stream.disconnect();
  });
}
await step("close all", async () => {
  await trading.orders.deleteAllOrders();
  const closed = await trading.positions.deleteAllOpenPositions({ cancelOrders: true });
  assert.ok(closed.length > 0);
});
orders.disconnect();

failures.forEach((failure) => console.error(`FAILED ${failure}`));
console.log(`${passed} passed, ${failures.length} failed`);
process.exit(failures.length === 0 ? 0 : 1);
