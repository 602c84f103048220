// race FC1001: two tasks tell their failure in the same variable, as in Go
static class Program
{
    static Exception Run(Action left, Action right)
    {
        Exception error = null;
        Task one = Task.Run(() => { try { left(); } catch (Exception e) { /*first*/error = e; } });
        Task two = Task.Run(() => { try { right(); } catch (Exception e) { /*second*/error = e; } });
        Task.WaitAll(one, two);
        return error;
    }
}
