namespace Fearless.Scheduling;

/// <summary>The product's <c>WorkerStacks</c>, which knows nobody: a table of addresses outlives executions, and workers are found without
/// it.</summary>
internal static class WorkerStacks
{
    public static unsafe Worker? Find(void* local)
    {
        _ = local;
        return null;
    }

    public static void Add(Worker worker) => _ = worker;

    public static void Remove(Worker worker) => _ = worker;
}
