// race FC1004: a switch reads what its patterns look at
class Order
{
    public int Count;
}

static class Program
{
    static string Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        string size = order switch { { Count: 0 } => "none", { Count: > 9 } => "many", _ => "some" };
        task.Wait();
        return size;
    }
}
