// clean: actions in a list, each with a variable of its own
static class Program
{
    static void Run(int[] counts)
    {
        var actions = new List<Action>();
        for (int i = 0; i < 4; i++)
        {
            int own = i;
            actions.Add(() => counts[own]++);
        }
        Parallel.ForEach(actions, action => action());
    }
}
