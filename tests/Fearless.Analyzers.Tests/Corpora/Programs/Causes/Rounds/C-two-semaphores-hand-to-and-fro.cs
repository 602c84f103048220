// clean: two semaphores hand a value to and fro
class Program
{
    private readonly SemaphoreSlim _empty = new(1, 1), _full = new(0, 1);
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
