// race FC1004: assigned while a thread of the scope reads it
// SOURCE: rust-lang/rust, compiler/rustc_error_codes, E0506
static class Program
{
    static int Run()
    {
        int fancy = 5;
        ThreadScope.Run(scope =>
        {
            scope.Spawn(() => Console.WriteLine(fancy));
            fancy = 6;
        });
        return fancy;
    }
}
