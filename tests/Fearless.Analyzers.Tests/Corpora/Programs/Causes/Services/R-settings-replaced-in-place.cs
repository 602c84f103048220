// race FC1004: settings are copied into the object that others read
class Settings
{
    public int Size;
    public int Depth;

    public void CopyFrom(Settings other)
    {
        Size = other.Size;
        Depth = other.Depth;
    }
}

class Service
{
    private readonly Settings _settings = new();

    public void Reload(Settings settings) => _settings.CopyFrom(settings);

    public int Work() => _settings.Size * _settings.Depth;
}

static class Program
{
    static void Run(Service service, Settings settings)
    {
        Task working = Task.Run(() => service.Work());
        service.Reload(settings);
        working.Wait();
    }
}
