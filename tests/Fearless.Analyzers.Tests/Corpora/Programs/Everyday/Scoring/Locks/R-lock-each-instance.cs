// race FC1007: a lock in each object for a static counter
class Ticket
{
    private static int _next;
    private readonly object _gate = new();
    public int Number;
    public void Draw() { lock (_gate) Number = /*first, second*/++_next; }
}

static class Program
{
    static void Run(Ticket[] tickets) => Parallel.ForEach(tickets, ticket => ticket.Draw());
}
