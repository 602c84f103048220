// workload: none
// expect: nothing (the queue is one thread's own)
static class Search
{
    public static List<int> From(Dictionary<int, int[]> graph, int start)
    {
        var order = new List<int>();
        var seen = new HashSet<int> { start };
        var queue = new Queue<int>([start]);
        while (queue.Count > 0)
        {
            int node = queue.Dequeue();
            order.Add(node);
            foreach (int next in graph[node])
            {
                if (seen.Add(next))
                    queue.Enqueue(next);
            }
        }
        return order;
    }
}
