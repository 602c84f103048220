// race: an object on the heap, written by all
class Box
{
    public int Value;
}

class Program
{
    static void Run()
    {
        Box box = new();
        Par.Join(() => box.Value++, () => box.Value++);
    }
}
