// race FC1004: a pattern reads what it looks at
class Order
{
    public int Count;
}

static class Program
{
    static bool Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        bool isLarge = order is { Count: > 3 };
        task.Wait();
        return isLarge;
    }
}
