// race FC1001: actions that are kept in a list, and run at the same time
static class Program
{
    static int Run()
    {
        int count = 0;
        var actions = new List<Action>();
        for (int i = 0; i < 4; i++)
            actions.Add(() => count++);
        Parallel.ForEach(actions, action => action());
        return count;
    }
}
