import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import type { z } from "zod";
import { CodedError } from "../../errors.js";
import { courseMeta, lesson, type Course, type Lesson } from "./course-schema.js";

/**
 * The courses of a folder, in their order.
 * @throws CodedError `knowledge_invalid` naming the file and its first fault.
 */
export async function loadCourses(folder: string): Promise<Course[]> {
  const folders = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const courses = await Promise.all(folders.map((name) => loadCourse(join(folder, name), name)));
  return courses.sort((a, b) => a.order - b.order);
}

async function loadCourse(folder: string, name: string): Promise<Course> {
  const path = join(folder, "course.yaml");
  const meta = await readYaml(path, courseMeta);
  requireId(meta.id, name, path);
  const lessons: Lesson[] = await Promise.all(
    meta.lessons.map(async (id) => {
      const file = join(folder, `${id}.yaml`);
      const read = await readYaml(file, lesson);
      requireId(read.id, id, file);
      return read;
    }),
  );
  return { ...meta, lessons };
}

async function readYaml<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let value: unknown;
  try {
    value = parse((await readFile(path, "utf8")).normalize("NFC"));
  } catch (error) {
    throw new CodedError("knowledge_invalid", `${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new CodedError("knowledge_invalid", `${path}, ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

function requireId(id: string, expected: string, path: string): void {
  if (id !== expected) throw new CodedError("knowledge_invalid", `${path}: id "${id}" differs from the file's name`);
}
