using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace RiderPlatform.Grievances.Data.Migrations
{
    /// <inheritdoc />
    public partial class Demands : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "demand_claims",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    demand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    claimed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    check_in_by = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    checked_in_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    check_in_metres = table.Column<double>(type: "double precision", nullable: true),
                    proofs = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "text", nullable: true),
                    proof_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    hours = table.Column<decimal>(type: "numeric(5,2)", precision: 5, scale: 2, nullable: true),
                    reason = table.Column<string>(type: "text", nullable: true),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_claims", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demand_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    demand_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<Guid>(type: "uuid", nullable: true),
                    actor_role = table.Column<string>(type: "text", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: true),
                    note = table.Column<string>(type: "text", nullable: true),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demand_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    claim_id = table.Column<Guid>(type: "uuid", nullable: false),
                    proof = table.Column<int>(type: "integer", nullable: false),
                    blob = table.Column<string>(type: "text", nullable: false),
                    thumbnail = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demand_photos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demands",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    organisation_id = table.Column<Guid>(type: "uuid", nullable: true),
                    address = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    wanted = table.Column<int>(type: "integer", nullable: false),
                    taken = table.Column<int>(type: "integer", nullable: false, defaultValue: 0),
                    points = table.Column<int>(type: "integer", nullable: false),
                    team_id = table.Column<Guid>(type: "uuid", nullable: true),
                    contact = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    published_by = table.Column<Guid>(type: "uuid", nullable: false),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_demands", x => x.id);
                    table.CheckConstraint("demands_taken", "taken between 0 and wanted");
                    table.CheckConstraint("demands_window", "starts_at < ends_at");
                });

            migrationBuilder.CreateTable(
                name: "directory_riders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    active = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_directory_riders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "verification_answers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    verification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seen = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    metres = table.Column<double>(type: "double precision", nullable: false),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_answers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "verification_draws",
                columns: table => new
                {
                    verification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    reach = table.Column<int>(type: "integer", nullable: false),
                    seed = table.Column<string>(type: "text", nullable: false),
                    pool = table.Column<int>(type: "integer", nullable: false),
                    drawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_draws", x => new { x.verification_id, x.answers, x.reach });
                });

            migrationBuilder.CreateTable(
                name: "verification_invites",
                columns: table => new
                {
                    verification_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rider_id = table.Column<Guid>(type: "uuid", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    released_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_invites", x => new { x.verification_id, x.rider_id });
                });

            migrationBuilder.CreateTable(
                name: "verification_photos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    answer_id = table.Column<Guid>(type: "uuid", nullable: false),
                    blob = table.Column<string>(type: "text", nullable: false),
                    thumbnail = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verification_photos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "verifications",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    resolution = table.Column<int>(type: "integer", nullable: false),
                    region_code = table.Column<string>(type: "text", nullable: false),
                    longitude = table.Column<double>(type: "double precision", nullable: false),
                    latitude = table.Column<double>(type: "double precision", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    answers = table.Column<int>(type: "integer", nullable: false),
                    reach = table.Column<int>(type: "integer", nullable: false),
                    claimed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_verifications", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "demand_claims_demand",
                table: "demand_claims",
                columns: new[] { "demand_id", "id" });

            migrationBuilder.CreateIndex(
                name: "demand_claims_due",
                table: "demand_claims",
                column: "check_in_by",
                filter: "state = 'Claimed'");

            migrationBuilder.CreateIndex(
                name: "demand_claims_one",
                table: "demand_claims",
                columns: new[] { "demand_id", "rider_id" },
                unique: true,
                filter: "state in ('Claimed', 'CheckedIn', 'Submitted', 'Refused', 'Verified')");

            migrationBuilder.CreateIndex(
                name: "demand_claims_queue",
                table: "demand_claims",
                column: "proof_at",
                filter: "state = 'Submitted'");

            migrationBuilder.CreateIndex(
                name: "demand_claims_rider",
                table: "demand_claims",
                columns: new[] { "rider_id", "claimed_at" });

            migrationBuilder.CreateIndex(
                name: "demand_events_demand",
                table: "demand_events",
                columns: new[] { "demand_id", "id" });

            migrationBuilder.CreateIndex(
                name: "demand_photos_blob",
                table: "demand_photos",
                column: "blob");

            migrationBuilder.CreateIndex(
                name: "demand_photos_claim",
                table: "demand_photos",
                column: "claim_id");

            migrationBuilder.CreateIndex(
                name: "demand_photos_thumbnail",
                table: "demand_photos",
                column: "thumbnail");

            migrationBuilder.CreateIndex(
                name: "demands_ends",
                table: "demands",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "demands_region",
                table: "demands",
                columns: new[] { "region_code", "id" })
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops", "uuid_ops" });

            migrationBuilder.CreateIndex(
                name: "directory_riders_region",
                table: "directory_riders",
                column: "region_code")
                .Annotation("Npgsql:IndexOperators", new[] { "text_pattern_ops" });

            migrationBuilder.CreateIndex(
                name: "verification_answers_one",
                table: "verification_answers",
                columns: new[] { "verification_id", "rider_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "verification_invites_rider",
                table: "verification_invites",
                columns: new[] { "rider_id", "invited_at" });

            migrationBuilder.CreateIndex(
                name: "verification_photos_answer",
                table: "verification_photos",
                column: "answer_id");

            migrationBuilder.CreateIndex(
                name: "verification_photos_blob",
                table: "verification_photos",
                column: "blob");

            migrationBuilder.CreateIndex(
                name: "verification_photos_thumbnail",
                table: "verification_photos",
                column: "thumbnail");

            migrationBuilder.CreateIndex(
                name: "verifications_case",
                table: "verifications",
                columns: new[] { "case_id", "resolution" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "verifications_due",
                table: "verifications",
                column: "due_at",
                filter: "due_at is not null");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "demand_claims");

            migrationBuilder.DropTable(
                name: "demand_events");

            migrationBuilder.DropTable(
                name: "demand_photos");

            migrationBuilder.DropTable(
                name: "demands");

            migrationBuilder.DropTable(
                name: "directory_riders");

            migrationBuilder.DropTable(
                name: "verification_answers");

            migrationBuilder.DropTable(
                name: "verification_draws");

            migrationBuilder.DropTable(
                name: "verification_invites");

            migrationBuilder.DropTable(
                name: "verification_photos");

            migrationBuilder.DropTable(
                name: "verifications");
        }
    }
}
