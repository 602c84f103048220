// race FC1004: the box is filled after its reference was published
class Box
{
    public int Value;
}

class Program
{
    private Box? _box;

    int Run()
    {
        Task task = Task.Run(() =>
        {
            var box = new Box();
            Volatile.Write(ref _box, box);
            box.Value = 42;
        });
        Box? found;
        while ((found = Volatile.Read(ref _box)) is null)
            Thread.Yield();
        int seen = found.Value;
        task.Wait();
        return seen;
    }
}
