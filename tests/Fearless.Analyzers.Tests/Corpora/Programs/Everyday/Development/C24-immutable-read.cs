// clean: many read what nobody writes
class Config { public int Limit = 3; public List<int> Values = new(); }

static class Program
{
    static int[] Run(Config config, int[] a) => a.AsParallel().Where(x => x < config.Limit && config.Values.Contains(x)).ToArray();
}
