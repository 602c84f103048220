// race FC1004: a string to which an object is added
class Order
{
    public int Count;

    public override string ToString() => Count + " pieces";
}

static class Program
{
    static void Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        Console.WriteLine("order: " + order);
        task.Wait();
    }
}
