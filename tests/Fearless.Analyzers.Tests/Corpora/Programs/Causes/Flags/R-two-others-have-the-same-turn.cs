// race FC1004: two others have the same turn, and each hands it on to somebody else
class Program
{
    private volatile int _turn = 2;
    private int _ball;

    void Run() => Parallel.Invoke(
        () =>
        {
            while (_turn != 0)
                Thread.Yield();
            _ball++;
            _turn = 3;
        },
        () =>
        {
            while (_turn != 1)
                Thread.Yield();
            _ball--;
            _turn = 4;
        },
        () =>
        {
            while (_turn != 2)
                Thread.Yield();
            _turn = 0;
        },
        () =>
        {
            while (_turn != 2)
                Thread.Yield();
            _turn = 1;
        });
}
