// clean: the box is filled before its reference is published, and waited for
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
            box.Value = 42;
            Volatile.Write(ref _box, box);
        });
        Box? found;
        while ((found = Volatile.Read(ref _box)) is null)
            Thread.Yield();
        int seen = found.Value;
        task.Wait();
        return seen;
    }
}
