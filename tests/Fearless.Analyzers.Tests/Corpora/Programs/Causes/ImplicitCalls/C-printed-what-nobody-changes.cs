// clean: printed is what nobody changes
class Order(string name)
{
    public int Count;

    public override string ToString() => name;
}

static class Program
{
    static void Run(Order order)
    {
        Task task = Task.Run(() => order.Count++);
        Console.WriteLine($"{order}");
        task.Wait();
    }
}
