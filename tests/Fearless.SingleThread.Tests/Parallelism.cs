using Xunit.Sdk;
using Xunit.v3;

// Each test has the one thread that there is.
[assembly: Parallelization(Mode = ParallelMode.None)]
