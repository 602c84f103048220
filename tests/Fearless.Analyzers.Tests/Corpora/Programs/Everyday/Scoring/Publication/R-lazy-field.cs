// race FC1002: a field filled when it is first needed
class Settings { public string Path = "here"; }

class Service
{
    private Settings _settings;
    private Settings Get() => /*first*/_settings ?? (/*second*/_settings = new Settings());
    public void Run() => Parallel.For(0, 8, _ => Console.WriteLine(Get().Path));
}
