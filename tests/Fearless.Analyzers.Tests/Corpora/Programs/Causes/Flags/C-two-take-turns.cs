// clean: two strands take turns by a variable
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
                _turn = 1;
            }
        },
        () =>
        {
            for (int r = 0; r < rounds; r++)
            {
                while (_turn != 1)
                    Thread.Yield();
                _ball--;
                _turn = 0;
            }
        });
}
