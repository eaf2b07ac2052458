using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("RiderPlatform.Console.Tests.SiteFramework", "RiderPlatform.Console.Tests")]
// Four at once on two cores: while one waits for a page, the others use the machine.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace RiderPlatform.Console.Tests;

/// <summary>
/// xUnit's own, and at the end of the run it ends what all collections have shared. A collection's fixture could not:
/// it does not know of the collections that come after it.
/// </summary>
public sealed class SiteFramework(IMessageSink messages) : XunitTestFramework(messages)
{
    protected override ITestFrameworkExecutor CreateExecutor(AssemblyName assemblyName) =>
        new Executor(assemblyName, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Executor(AssemblyName assembly, ISourceInformationProvider sources, IMessageSink messages)
        : XunitTestFrameworkExecutor(assembly, sources, messages)
    {
        protected override async void RunTestCases(
            IEnumerable<IXunitTestCase> testCases, IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions)
        {
            using var run = new Run(
                TestAssembly, testCases, DiagnosticMessageSink, executionMessageSink, executionOptions);
            await run.RunAsync();
        }
    }

    private sealed class Run(
        ITestAssembly assembly, IEnumerable<IXunitTestCase> cases, IMessageSink diagnostics, IMessageSink messages,
        ITestFrameworkExecutionOptions options)
        : XunitTestAssemblyRunner(assembly, cases, diagnostics, messages, options)
    {
        protected override async Task BeforeTestAssemblyFinishedAsync()
        {
            await SharedSite.EndAsync();
            await base.BeforeTestAssemblyFinishedAsync();
        }
    }
}
