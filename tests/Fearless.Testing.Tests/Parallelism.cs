using Xunit.Sdk;
using Xunit.v3;

// What is tested here needs the cores for itself: threads that never run at the same time find nothing.
[assembly: Parallelization(Mode = ParallelMode.None)]
