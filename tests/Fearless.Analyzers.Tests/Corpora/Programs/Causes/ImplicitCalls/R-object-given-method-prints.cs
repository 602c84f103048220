// race FC1004: an object is given to a method that prints it
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
        Console.WriteLine(order);
        task.Wait();
    }
}
