// clean: a pattern that looks at what nobody changes
class Order
{
    public int Count;
    public int Number;
}

static class Program
{
    static bool Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        bool isFirst = order is { Number: 1 };
        task.Wait();
        return isFirst;
    }
}
