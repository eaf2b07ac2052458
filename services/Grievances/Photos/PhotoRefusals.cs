using RiderPlatform.ServiceDefaults.Errors;

namespace RiderPlatform.Grievances.Photos;

/// <summary>Why photos are not taken.</summary>
internal static class PhotoRefusals
{
    public static readonly Refusal NoForm = new(400, "BrokenForm",
        "表单（multipart/form-data）不完整或无法解析，请重新提交。", "The multipart form is incomplete or cannot be read. Send it again.");

    public static readonly Refusal TooMany = new(400, "TooManyPhotos",
        $"最多 {PhotoForm.MaxPhotos} 张照片。", $"At most {PhotoForm.MaxPhotos} photos.");

    public static readonly Refusal TooLarge = new(400, "PhotoTooLarge",
        "单张照片不得超过 10 MiB，请压缩后再传。", "A photo may have at most 10 MiB. Compress it and send it again.");

    public static readonly Refusal FieldTooLong = new(400, "FieldTooLong",
        "表单字段过长或过多。", "A form field is too long, or there are too many.");

    public static readonly Refusal NotAPhoto = new(400, "NotAPhoto",
        "文件不是可识别的照片（仅支持 JPEG、PNG、WebP、HEIC），请重新拍照上传。",
        "The file is no photo that can be read (JPEG, PNG, WebP or HEIC). Take the photo again.");

    public static readonly Refusal CarriesSomethingElse = new(400, "PhotoCarriesSomethingElse",
        "照片文件中夹带了其他内容，已拒绝。请上传原始照片。", "The photo file carries something else. Send the photo as it was taken.");

    public static readonly Refusal TooManyPixels = new(400, "PhotoTooManyPixels",
        "照片像素过多（最多 1 亿像素）。", "The photo has too many pixels (at most 100 million).");
}
