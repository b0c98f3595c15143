import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { courseMeta, lesson, type Course, type Lesson } from "./course-schema.js";
import { readYaml, requireId } from "../knowledge/read-yaml.js";

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
