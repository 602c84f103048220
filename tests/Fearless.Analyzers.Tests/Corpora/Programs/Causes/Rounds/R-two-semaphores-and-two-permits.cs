// race FC1004: the producer may be one ahead
class Program
{
    private readonly SemaphoreSlim _empty = new(2, 2), _full = new(0, 2);
    private int _value, _sum;

    void Run(int n)
    {
        Task producing = Task.Run(() =>
        {
            for (int i = 0; i < n; i++)
            {
                _empty.Wait();
                _value = i;
                _full.Release();
            }
        });
        for (int i = 0; i < n; i++)
        {
            _full.Wait();
            _sum += _value;
            _empty.Release();
        }
        producing.Wait();
    }
}
