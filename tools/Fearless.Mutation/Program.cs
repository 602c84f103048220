using System.CommandLine;
using Fearless.Mutation;

return MutationCommand.Create().Parse(args).Invoke();
