// clean FC1002: each iteration changes its own object
class Order { public decimal Total; public List<decimal> Prices = new(); public void Sum() { foreach (decimal price in Prices) Total += price; } }

static class Program
{
    static Order[] Run(int n)
    {
        var orders = new Order[n];
        Parallel.For(0, n, i =>
        {
            var order = new Order();
            order.Prices.Add(i);
            order.Sum();
            orders[i] = order;
        });
        return orders;
    }
}
