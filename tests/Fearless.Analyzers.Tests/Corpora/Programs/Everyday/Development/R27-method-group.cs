// race: a method group as a thread's body
class Worker
{
    private int _n;
    private void Loop() { for (int i = 0; i < 100; i++) _n++; }

    public int Run()
    {
        var a = new Thread(Loop);
        var b = new Thread(Loop);
        a.Start(); b.Start();
        a.Join(); b.Join();
        return _n;
    }
}
