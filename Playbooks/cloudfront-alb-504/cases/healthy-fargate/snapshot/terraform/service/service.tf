resource "aws_ecs_service" "web_prod" {
  name            = "web-prod"
  cluster         = "prod"
  task_definition = "web-prod:42"
  desired_count   = 4
  launch_type     = "FARGATE"

  network_configuration {
    subnets         = data.aws_subnets.private.ids
    security_groups = [data.aws_security_group.ecs_existing.id]
  }

  load_balancer {
    target_group_arn = data.aws_lb_target_group.web_prod.arn
    container_name   = "app"
    container_port   = 80
  }
}

data "aws_lb_target_group" "web_prod" {
  name = "web-prod-tg"
}

data "aws_subnets" "private" {
  filter {
    name   = "tag:Name"
    values = ["prod-private-*"]
  }
}
