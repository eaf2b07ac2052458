using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RiderPlatform.ServiceDefaults.Data;

namespace RiderPlatform.ServiceDefaults.Errors;

/// <summary>
/// Every error that leaves a service is an RFC 9457 problem with a trace id, also where no handler was reached.
/// </summary>
internal static class ProblemAnswers
{
    public static void AddProblemAnswers(this IServiceCollection services)
    {
        services.AddProblemDetails(o => o.CustomizeProblemDetails = c =>
            c.ProblemDetails.Extensions["traceId"] = Activity.Current?.TraceId.ToHexString()
                ?? c.HttpContext.TraceIdentifier);
        services.AddExceptionHandler<ExceptionAnswer>();
        // Without this a body that does not bind is answered with a bare 400 outside of Development.
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
    }

    public static void UseProblemAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            SuppressDiagnosticsCallback = c => c.ExceptionHandledBy == ExceptionHandledType.ExceptionHandlerService,
        });
        app.UseStatusCodePages(c =>
            Refusals.Of(c.HttpContext.Response.StatusCode).ToProblem().ExecuteAsync(c.HttpContext));
    }

    private sealed class ExceptionAnswer(ILogger<ExceptionAnswer> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(
            HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            var refusal = Translate(exception);
            if (refusal.Status >= 500)
            {
                logger.LogError(
                    exception, "{Method} {Path} failed: {Refusal}", context.Request.Method, context.Request.Path,
                    refusal.Name);
            }

            if (refusal.Status == 503)
            {
                context.Response.Headers.RetryAfter = "2";
            }

            await refusal.ToProblem().ExecuteAsync(context);
            return true;
        }

        private static Refusal Translate(Exception exception) => exception switch
        {
            BadHttpRequestException bad => Explain(bad),
            InvalidDataException => Refusals.Malformed,
            _ when TransientFaults.IsUnstorable(exception) => Refusals.Malformed,
            _ when TransientFaults.IsConflict(exception) => Refusal.Stale,
            _ when TransientFaults.IsTransient(exception) => Refusals.Unavailable,
            OperationCanceledException => Refusals.Unavailable,
            _ => Refusals.Unexpected,
        };

        /// <summary>
        /// The framework's reason is in English and names the parameter or the JSON path: worth passing on.
        /// </summary>
        private static Refusal Explain(BadHttpRequestException bad)
        {
            var refusal = Refusals.Of(bad.StatusCode);
            var reason = bad.InnerException is System.Text.Json.JsonException json
                ? $"JSON: {json.Path} line {json.LineNumber + 1}, byte {json.BytePositionInLine}."
                : bad.Message;
            return bad.StatusCode == 400 ? refusal with { En = $"{refusal.En} {reason}" } : refusal;
        }
    }
}
