// clean FC3004: the worker has a copy from before
// SOURCE: timmyyuan/gobench, gobench/goker/nonblocking/kubernetes/82239
class Volume
{
    public Dictionary<string, int> Annotations = new() { ["0"] = 0, ["1"] = 0 };

    public Volume Copy()
    {
        var copy = new Volume { Annotations = new Dictionary<string, int>() };
        foreach (KeyValuePair<string, int> one in Annotations) copy.Annotations[one.Key] = one.Value;
        return copy;
    }
}

class Controller
{
    private readonly Volume _volume;
    public Controller(Volume volume) => _volume = volume;
    private void Work() => _volume.Copy();
    public Task Start() => Task.Run(Work);
}

static class Test
{
    static void Run()
    {
        var volume = new Volume();
        var controller = new Controller(volume.Copy());
        Task working = controller.Start();
        volume.Annotations["0"] = 1;
        working.Wait();
    }
}
