// clean: printed after the task has ended
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
        task.Wait();
        Console.WriteLine($"order: {order}");
    }
}
