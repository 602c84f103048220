// race FC1004: both wait for the same turn
class Program
{
    private volatile int _turn;
    private int _ball;

    void Run(int rounds) => Parallel.Invoke(
        () =>
        {
            for (int r = 0; r < rounds; r++)
            {
                while (_turn != 0)
                    Thread.Yield();
                _ball++;
                _turn = 0;
            }
        },
        () =>
        {
            for (int r = 0; r < rounds; r++)
            {
                while (_turn != 0)
                    Thread.Yield();
                _ball--;
                _turn = 0;
            }
        });
}
