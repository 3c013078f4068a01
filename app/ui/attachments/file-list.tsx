import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";

/** A file as its list shows it. */
export interface ShownFile {
  readonly publicId: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
}

/** The files of a message: what each is and how large; pictures are seen at once. */
export function FileList({ files }: { files: readonly ShownFile[] }) {
  const { t } = useTranslation("attachments");
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <ul className="file-list" aria-label={t("label")}>
      {files.map(({ publicId, name, mediaType, sizeBytes }) => {
        const path = `/attachments/${publicId}`;
        const kind = kindOf(mediaType);
        return (
          <li key={publicId} className={kind === "picture" ? "file-line file-picture" : "file-line"}>
            {kind === "picture" && (
              <a href={path}>
                <img src={path} alt={name} loading="lazy" />
              </a>
            )}
            <a className="file-name" href={`${path}?download`} download={name}>
              {name}
            </a>
            <span className="label">
              {t(`kind.${kind}`)} · {format.memory(sizeBytes)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function kindOf(mediaType: string) {
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(mediaType)) return "picture";
  if (mediaType === "text/plain") return "text";
  if (mediaType === "application/pdf") return "pdf";
  if (/officedocument|opendocument|x-cfb|rtf/.test(mediaType)) return "document";
  return /zip|x-7z|x-tar|rar|xz|bzip|zstd/.test(mediaType) ? "archive" : "other";
}
