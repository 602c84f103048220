// race FC1004: printing an object reads it
class Order
{
    public int Count;

    public override string ToString() => $"{Count} pieces";
}

static class Program
{
    static void Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        string text = $"order: {order}";
        task.Wait();
        Console.WriteLine(text);
    }
}
