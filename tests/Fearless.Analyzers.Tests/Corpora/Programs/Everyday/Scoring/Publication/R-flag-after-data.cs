// race FC1004: data published by a plain flag
class Handover
{
    private int _data;
    private bool _ready;

    public int Run()
    {
        Task writer = Task.Run(() => { _data = 42; /*first*/_ready = true; });
        int seen = /*second*/_ready ? _data : 0;
        writer.Wait();
        return seen;
    }
}
