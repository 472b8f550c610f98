-- The network that an order was placed from (IPv4 /24, IPv6 /48): unpaid orders are counted by it, so that nobody
-- reserves the whole stock without paying.

ALTER TABLE orders ADD COLUMN placed_from TEXT;
CREATE INDEX orders_unpaid_from ON orders (placed_from)
  WHERE lifecycle = 'open' AND pay_state = 'unpaid';
